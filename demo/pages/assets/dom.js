/**
 * One element with its attributes and content. Text stays text: nothing here parses HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean>} [attributes] `true` for an attribute without a value, `false` for none
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function create(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...content);
  return element;
}

/**
 * The same for a picture.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean>} [attributes]
 * @param {...Node} content
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function createSvg(tag, attributes = {}, ...content) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(element, attributes);
  element.append(...content);
  return element;
}

/**
 * @param {string} label
 * @param {string} id
 * @param {() => void} onClick
 */
export function createButton(label, id, onClick, quiet = true) {
  const button = create('button', { type: 'button', id, class: quiet ? 'button quiet' : 'button' }, label);
  button.addEventListener('click', onClick);
  return button;
}

/**
 * @param {Element} element
 * @param {Record<string, string | boolean>} attributes
 */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(name, value === true ? '' : value);
}

/**
 * One element with its attributes and content. Text stays text: nothing here parses HTML.
 *
 * @param attributes - `true` for an attribute without a value, `false` for none
 */
export function create<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | boolean> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...content);
  return element;
}

/** The same for a picture. */
export function createSvg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | boolean> = {},
  ...content: Node[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(element, attributes);
  element.append(...content);
  return element;
}

/**
 * An element that a page always has.
 *
 * @throws {Error} where it is missing, or is another kind of element
 */
export function find<Kind extends Element>(
  selector: string,
  kind: new () => Kind,
  within: ParentNode = document,
): Kind {
  const found = within.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} ${selector}.`);
}

export function createButton(label: string, id: string, onClick: () => void, quiet = true) {
  const button = create('button', { type: 'button', id, class: quiet ? 'button quiet' : 'button' }, label);
  button.addEventListener('click', onClick);
  return button;
}

function setAttributes(element: Element, attributes: Record<string, string | boolean>) {
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(name, value === true ? '' : value);
}

/**
 * Builds an element from a tag, its properties and its children; text goes in as text.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties] attributes by name, handlers as `onclick`
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function')
      node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children.filter(child => child !== null));
  return node;
}

/**
 * The main action of a screen.
 *
 * @param {string} id
 * @param {string} label
 * @param {Record<string, unknown>} [properties]
 */
export function primaryButton(id, label, properties = {}) {
  return element('button', { id, class: 'primary', type: 'button', ...properties }, label);
}

/** @param {string} id @param {string} label @param {Record<string, unknown>} [properties] */
export function quietButton(id, label, properties = {}) {
  return element('button', { id, class: 'quiet', type: 'button', ...properties }, label);
}

/**
 * A text field with its label and, when something is wrong with it, what is wrong.
 *
 * @param {{ id: string, label: string, type?: string, error?: string, [attribute: string]: unknown }} options
 */
export function field({ id, label, error, type = 'text', ...attributes }) {
  const input = element('input', {
    id,
    name: id,
    type,
    required: true,
    autocapitalize: 'none',
    spellcheck: 'false',
    ...attributes,
    ...(error ? { 'aria-invalid': 'true', 'aria-describedby': `${id}-error` } : {}),
  });
  const message = error ? element('p', { id: `${id}-error`, class: 'field-error' }, error) : null;
  return element('div', { class: 'field' }, element('label', { for: id }, label), input, message);
}

/**
 * Builds an element from a tag, its properties and its children; text goes in as text.
 *
 * @param properties - attributes by name, handlers as `onclick`
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Record<string, unknown> = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    // A function is a listener: its name says so.
    if (typeof value === 'function') node.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children.filter(child => child !== null));
  return node;
}

/** The main action of a screen. */
export function primaryButton(id: string, label: string, properties: Record<string, unknown> = {}) {
  return element('button', { id, class: 'primary', type: 'button', ...properties }, label);
}

export function quietButton(id: string, label: string, properties: Record<string, unknown> = {}) {
  return element('button', { id, class: 'quiet', type: 'button', ...properties }, label);
}

interface FieldOptions {
  id: string;
  label: string;
  type?: string;
  error?: string;
  [attribute: string]: unknown;
}

/** A text field with its label and, when something is wrong with it, what is wrong. */
export function field({ id, label, error, type = 'text', ...attributes }: FieldOptions) {
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

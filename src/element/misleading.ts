/** What an inline element hides when it takes the place of what is inside it. */
const content = 'h1, h2, h3, h4, form, button, input';

/**
 * What the markup says to its author and not to the browser, a sentence each.
 *
 * @param hidesContent - what is inside the element is not shown
 */
export function findMisleading(element: Element, hidesContent: boolean): string[] {
  const hidden = [...element.children].some(
    child => !child.slot && (child.matches(content) || child.querySelector(content)),
  );
  const booleans = ['demo', 'required', 'disabled'].filter(name => element.getAttribute(name) === 'false');
  return [
    ...(hidesContent && hidden
      ? ['hides the page content inside it. Write </flinks-link> after the tag: "/>" does not close it.']
      : []),
    ...booleans.map(name => `takes ${name}="false" for true, as HTML does. Remove the attribute.`),
  ];
}

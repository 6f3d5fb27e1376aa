/* A form of React 19 whose action is a function, with the element in it. A script of its own: see simulator-plugin.ts. */
import { FlinksLink, type FlinksLinkProps } from 'flinks-link/react';
import { createElement as h, useActionState } from 'react';
import { createRoot, type Root } from 'react-dom/client';

/** @param onSubmit - hears the entries that the action is given */
export function mountForm(
  place: Element,
  link: FlinksLinkProps,
  onSubmit: (entries: [string, FormDataEntryValue][]) => void,
): Root {
  function Form() {
    const [answer, act] = useActionState(async (_: string, data: FormData) => {
      onSubmit([...data]);
      return 'Please give your name';
    }, '');
    return h(
      'form',
      { action: act },
      h(FlinksLink, { name: 'bank', required: true, ...link }),
      h('input', { name: 'given' }),
      h('output', null, answer),
      h('button', null, 'Go'),
    );
  }
  const root = createRoot(place);
  root.render(h(Form));
  return root;
}

import { type FlinksLinkError, misconfigured } from '../errors.js';

/** An element of a document, as the others of its kind see it. */
export interface Member {
  /** Names the element in what is kept while its page is away: its `id`, else its `name`, else the empty string. */
  readonly key: () => string;
  /** Whether the user may come back to this page with a response that has its state in `state`, as others' have as well. */
  readonly expectsResponseAt: (page: URL) => boolean;
}

/** The elements of each document. One document knows nothing of another, and goes with its set. */
const documents = new WeakMap<Document, Set<Member>>();

const membersOf = (page: Document): Set<Member> => {
  const members = documents.get(page) ?? new Set<Member>();
  documents.set(page, members);
  return members;
};

/** The element has come into the document. */
export const join = (page: Document, member: Member): void => void membersOf(page).add(member);

/** The element has left the document. */
export const leave = (page: Document, member: Member): void => void membersOf(page).delete(member);

/** Whether no other element of the document would take the response to this one's transaction. */
export const isOnlyMember = (page: Document, member: Member): boolean =>
  [...membersOf(page)].every(other => other === member || other.key() !== member.key());

/** Whether an element of the document may get a response at this page. */
export const expectsResponseAt = (document: Document, page: URL): boolean =>
  [...membersOf(document)].some(member => member.expectsResponseAt(page));

/** Said where the response could go to the wrong one of several elements. */
export const sharedKey = (): FlinksLinkError =>
  misconfigured(
    'Several <flinks-link> elements share an id or name, or have none. Give each one its own id.',
  );

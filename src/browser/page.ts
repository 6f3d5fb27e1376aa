/** Whether the page is inside a frame of another page. */
export const isFramed = (): boolean => self !== top;

/** Leaves this page for another. */
export const leaveFor = (url: URL): void => location.assign(url);

/** Puts another address of this origin into the address bar and the history entry, and loads nothing. */
export const showAddress = (url: URL): void => history.replaceState(history.state, '', url);

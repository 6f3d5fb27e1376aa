/** Whether the page is inside a frame of another page. */
export const isFramed = (): boolean => self !== top;

/** Leaves this page for another. */
export const leaveFor = (url: URL): void => location.assign(url);

/** Opens another page as a link does, with no way back to this one. To be called inside a click. */
export function followLink(url: URL): void {
  const link = document.createElement('a');
  link.href = url.href;
  link.target = '_blank';
  link.rel = 'noopener';
  link.click();
}

/** Puts another address of this origin into the address bar and the history entry, and loads nothing. */
export const showAddress = (url: URL): void => history.replaceState(history.state, '', url);

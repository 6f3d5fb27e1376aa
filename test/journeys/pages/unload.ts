/* Who still listens to `unload` is not put into the back/forward cache. */
addEventListener('unload', () => {});

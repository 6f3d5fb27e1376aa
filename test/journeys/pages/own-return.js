/* The return page of a host that hears of the return in its own way. */
new BroadcastChannel('shop').postMessage(location.href);
window.close();

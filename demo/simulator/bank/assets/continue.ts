// After the load, not during it: a browser acts on this document's opener policy, and only then on what follows.
window.addEventListener('load', () => document.querySelector('form')?.submit());

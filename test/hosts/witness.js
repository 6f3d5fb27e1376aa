// Around the script of the package: what its page saw. First it listens, behind it it looks.
var page = globalThis;
if (page.violations) page.addressBehind = page.location.href;
else {
  page.violations = [];
  page.addEventListener('securitypolicyviolation', event => page.violations.push(event.violatedDirective));
}

// Around the script of the package: what its page saw. First it listens, behind it it looks.
if (window.violations) window.addressBehind = location.href;
else {
  window.violations = [];
  addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective));
}

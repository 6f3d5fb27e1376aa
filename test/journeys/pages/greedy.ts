/* A page whose own script keeps Connect's result from everybody else. */
addEventListener('message', event => {
  if (event.data?.step === 'REDIRECT') event.stopImmediatePropagation();
});

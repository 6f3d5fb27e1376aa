// What the compilers of templates read: Vue the type of a global component, Svelte that of an element.
import type {} from 'flinks-link/frameworks/svelte';
import type {} from 'flinks-link/frameworks/vue';
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';

type Vue = InstanceType<GlobalComponents['flinks-link']>['$props'];
type Svelte = SvelteHTMLElements['flinks-link'];

const authorizeToken = async () => 'token';

export const vue: Vue = {
  flow: 'outbound',
  params: { accountSelectorEnable: true },
  'load-timeout': '30000',
  authorizeToken,
  onFlinksLogin: ({ detail }) => detail.loginId.toUpperCase(),
  class: { bank: true },
  key: 1,
};
export const svelte: Svelte = {
  flow: 'outbound',
  params: { accountSelectorEnable: true },
  authorizeToken,
  'onflinks-login': ({ detail }) => detail.loginId.toUpperCase(),
  class: 'bank',
};

// @ts-expect-error a flow that does not exist
export const vueFlow: Vue = { flow: 'bank' };
// @ts-expect-error a login has no code
export const vueDetail: Vue = { onFlinksLogin: ({ detail }) => detail.code };
// @ts-expect-error a flow that does not exist
export const svelteFlow: Svelte = { flow: 'bank' };
// @ts-expect-error an attribute cannot be a function
export const svelteAttribute: Svelte = { 'authorize-token': authorizeToken };

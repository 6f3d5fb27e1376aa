import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';

describe('a server', () => {
  for (const entry of ['index', 'connect', 'outbound', 'element'])
    it(`renders the tag with what is in it, and draws nothing: ${entry}`, async () => {
      await import(new URL(`../../dist/${entry}.js`, import.meta.url).href);
      const page = await collectResult(
        render(html`<flinks-link instance="toolbox"><button>Link</button></flinks-link>`),
      );
      assert.match(page, /<flinks-link instance="toolbox"><button>Link<\/button><\/flinks-link>/);
      assert.doesNotMatch(page, /shadowroot/);
    });
});

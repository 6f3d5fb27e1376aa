import 'flinks-link';
import { html, LitElement } from 'lit';
import { acceptCode, acceptLogin, fetchAuthorizeUrl, fetchToken } from './backend.js';

class LinkPage extends LitElement {
  static properties = { renders: { state: true }, connected: { state: true }, consented: { state: true } };

  constructor() {
    super();
    this.renders = 0;
    this.connected = '';
    this.consented = '';
  }

  // The page's own styles and tests reach into it.
  createRenderRoot() {
    return this;
  }

  async onLogin({ detail }) {
    await acceptLogin(detail);
    this.connected = `Linked ${detail.institution}.`;
  }

  async onCode({ detail }) {
    await acceptCode(detail);
    this.consented = 'The bank has consented.';
  }

  render() {
    return html`
      <main>
        <h1>Link your bank</h1>
        <section>
          <flinks-link
            instance="toolbox"
            demo
            data-renders=${this.renders}
            .params=${{ accountSelectorEnable: true }}
            .authorizeToken=${context => fetchToken(context)}
            @flinks-login=${this.onLogin}
          ></flinks-link>
          <p id="connected" role="status">${this.connected}</p>
        </section>
        <section>
          <flinks-link
            flow="outbound"
            data-renders=${this.renders}
            .authorizeUrl=${context => fetchAuthorizeUrl(context)}
            @flinks-code=${this.onCode}
          >
            <button id="bank" type="button">Link through your bank’s own page</button>
          </flinks-link>
          <p id="consented" role="status">${this.consented}</p>
        </section>
        <button id="render" type="button" @click=${() => (this.renders += 1)}>Render again</button>
        <output id="renders">${this.renders}</output>
      </main>
    `;
  }
}

customElements.define('link-page', LinkPage);

import { ChangeDetectionStrategy, Component, CUSTOM_ELEMENTS_SCHEMA, input, signal } from '@angular/core';
import type { FlinksCodeEvent, FlinksLoginEvent } from 'flinks-link';
import { acceptCode, acceptLogin, fetchAuthorizeUrl, fetchToken } from '../backend';

@Component({
  selector: 'app-link-bank',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section>
      <flinks-link
        instance="toolbox"
        demo
        [params]="{ accountSelectorEnable: renders() >= 0 }"
        [authorizeToken]="fetchToken"
        [attr.data-renders]="renders()"
        (flinks-login)="onLogin($event)"
      ></flinks-link>
      <p id="connected" role="status">{{ connected() }}</p>
    </section>
    <section>
      <flinks-link
        flow="outbound"
        [authorizeUrl]="fetchAuthorizeUrl"
        [attr.data-renders]="renders()"
        (flinks-code)="onCode($event)"
      >
        <button id="bank" type="button">Link through your bank’s own page</button>
      </flinks-link>
      <p id="consented" role="status">{{ consented() }}</p>
    </section>
  `,
})
export class LinkBank {
  readonly renders = input.required<number>();

  protected readonly connected = signal('');
  protected readonly consented = signal('');
  protected readonly fetchToken = fetchToken;
  protected readonly fetchAuthorizeUrl = fetchAuthorizeUrl;

  protected async onLogin({ detail }: FlinksLoginEvent): Promise<void> {
    await acceptLogin(detail);
    this.connected.set(`Linked ${detail.institution}.`);
  }

  protected async onCode({ detail }: FlinksCodeEvent): Promise<void> {
    await acceptCode(detail);
    this.consented.set('The bank has consented.');
  }
}

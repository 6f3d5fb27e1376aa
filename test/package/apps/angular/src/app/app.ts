import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { LinkBank } from './link-bank';

@Component({
  selector: 'app-root',
  imports: [LinkBank],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main>
      <h1>Link your bank</h1>
      <app-link-bank [renders]="renders()" />
      <button id="render" type="button" (click)="renderAgain()">Render again</button>
      <output id="renders">{{ renders() }}</output>
    </main>
  `,
})
export class App {
  protected readonly renders = signal(0);

  protected renderAgain(): void {
    this.renders.update(count => count + 1);
  }
}

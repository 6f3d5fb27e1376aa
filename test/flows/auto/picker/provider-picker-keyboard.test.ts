import { install, uninstall } from '@github/hotkey';
import { expect } from '@open-wc/testing';
import { canadianBanks } from '../../../support/banks.js';
import { press, type } from '../../../support/input.js';
import { active, field, focused, listbox, names, option, picker } from '../../../support/picker.js';
import type { PickerHost } from '../../../support/picker-host.js';

const [first, second] = ['Desjardins', 'RBC Royal Bank'];
const last = 'Vancity';
const notListed = 'My bank isn’t listed';

async function keys(host: PickerHost, ...pressed: string[]): Promise<void> {
  for (const key of pressed) {
    await press(key);
    await host.updateComplete;
  }
}

const caret = (host: PickerHost) => field(host).selectionStart;
const inField = (host: PickerHost) => focused(host) === 'field';

/**
 * The tables of WAI-ARIA APG, "Combobox Pattern", for an editable combobox with a listbox: what is pressed before, the
 * key of the row, and where one is then. The list is open always, so that nothing opens or closes it.
 */
const table: [row: string, before: string[], key: string, at: string | undefined][] = [
  ['in the field: to the first option', [], 'ArrowDown', first],
  ['in the field, with a best match: to the option behind it', ['r', 'o', 'y'], 'ArrowDown', notListed],
  ['in the list: to the next option', ['ArrowDown'], 'ArrowDown', second],
  ['on the last bank: to the last option', ['ArrowUp', 'ArrowUp'], 'ArrowDown', notListed],
  ['on the last option: back to the field', ['ArrowUp'], 'ArrowDown', undefined],
  ['in the field: to the last option', [], 'ArrowUp', notListed],
  ['in the list: to the option before', ['ArrowDown', 'ArrowDown'], 'ArrowUp', first],
  ['on the last option: to the last bank', ['ArrowUp'], 'ArrowUp', last],
  ['on the first option: back to the field', ['ArrowDown'], 'ArrowUp', undefined],
  ['in the field: to the tenth option', [], 'PageDown', 'CIBC'],
  [
    'in the list: ten further, at most to the last',
    ['ArrowDown', 'ArrowDown', 'ArrowDown'],
    'PageDown',
    notListed,
  ],
  ['in the list: ten back, at most to the first', ['PageDown', 'ArrowUp'], 'PageUp', first],
  ['in the list: to the first option', ['PageDown'], 'Home', first],
  ['in the list: to the last option', ['ArrowDown'], 'End', notListed],
  ['in the list: back to the field', ['ArrowDown'], 'ArrowLeft', undefined],
  ['in the list: back to the field', ['ArrowDown'], 'ArrowRight', undefined],
  ['in the list: types, and the best match is chosen for Enter', ['ArrowDown'], 't', 'TD Canada Trust'],
  ['in the list: deletes, and all banks are there again', ['t', 'ArrowDown'], 'Backspace', undefined],
  ['in the list: back to the field', ['ArrowDown'], 'Escape', undefined],
];

describe('by keyboard', () => {
  for (const [row, before, key, at] of table) {
    it(`${key} ${row}`, async () => {
      const host = await picker({ list: canadianBanks });
      await keys(host, ...before, key);
      expect(active(host)).to.equal(at);
      expect(inField(host), 'the focus never leaves the field').to.equal(true);
      expect(host.chosen, 'nothing is chosen yet').to.have.length(0);
    });
  }

  it('Home and End move the caret while no option is active', async () => {
    const host = await picker({ list: canadianBanks });
    await type('bank');
    await host.updateComplete;
    const match = active(host);
    await keys(host, 'Home');
    expect([caret(host), active(host)]).to.deep.equal([0, match]);
    await keys(host, 'End');
    expect([caret(host), active(host)]).to.deep.equal([4, match]);
  });

  it('Left and Right move the caret, from the list as well', async () => {
    const host = await picker({ list: canadianBanks });
    await type('bank');
    await keys(host, 'ArrowLeft');
    expect(caret(host)).to.equal(3);
    await keys(host, 'ArrowDown', 'ArrowLeft');
    expect(caret(host)).to.equal(2);
    await keys(host, 'ArrowDown', 'ArrowRight');
    expect(caret(host)).to.equal(3);
  });

  it('the arrows leave the caret where it is', async () => {
    const host = await picker({ list: canadianBanks });
    await type('bank');
    await keys(host, 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'ArrowDown', 'PageDown', 'Home', 'End');
    expect(caret(host)).to.equal(3);
  });

  it('what is typed goes on behind the caret, wherever in the list one was', async () => {
    const host = await picker({ list: canadianBanks });
    await type('de');
    await keys(host, 'ArrowDown');
    await type('sj');
    await host.updateComplete;
    expect(field(host).value).to.equal('desj');
    expect(active(host)).to.equal(first);
  });

  describe('Enter', () => {
    it('chooses the option that one is at', async () => {
      const host = await picker({ list: canadianBanks });
      await keys(host, 'ArrowDown', 'ArrowDown', 'Enter');
      expect(host.chosen).to.deep.equal([canadianBanks[1]]);
    });

    it('chooses the best match of what was typed', async () => {
      const host = await picker({ list: canadianBanks });
      await type('banque nat');
      await keys(host, 'Enter');
      expect(host.chosen).to.deep.equal([canadianBanks[3]]);
    });

    it('chooses “not listed”', async () => {
      const host = await picker({ list: canadianBanks });
      await keys(host, 'ArrowUp', 'Enter');
      expect(host.chosen).to.deep.equal([undefined]);
    });

    it('chooses nothing in an empty field, and nothing where nothing fits', async () => {
      const host = await picker({ list: canadianBanks });
      await keys(host, 'Enter');
      await type('zzz');
      await keys(host, 'Enter');
      expect(host.chosen).to.have.length(0);
      await keys(host, 'ArrowDown', 'Enter');
      expect(host.chosen, 'unless one goes there').to.deep.equal([undefined]);
    });

    it('chooses inside of the key press, so that a window can be opened', async () => {
      const host = await picker({ list: canadianBanks });
      let during = false;
      const order: boolean[] = [];
      const begin = () => (during = true);
      const end = () => (during = false);
      addEventListener('keydown', begin, true);
      addEventListener('keydown', end);
      host.onChoose = () => order.push(during, navigator.userActivation?.isActive ?? true);
      await keys(host, 'ArrowDown', 'Enter');
      removeEventListener('keydown', begin, true);
      removeEventListener('keydown', end);
      expect(order).to.deep.equal([true, true]);
    });

    it('does not choose again while it is held down, nor when it ends the writing of a character', async () => {
      const host = await picker({ list: canadianBanks });
      await keys(host, 'ArrowDown');
      const enter = (init: KeyboardEventInit) =>
        field(host).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, ...init }));
      enter({ repeat: true });
      enter({ isComposing: true });
      enter({ keyCode: 229 });
      expect(host.chosen).to.have.length(0);
      enter({});
      expect(host.chosen).to.have.length(1);
    });
  });

  it('leaves keys with a modifier to the browser', async () => {
    const host = await picker({ list: canadianBanks });
    for (const modifier of ['altKey', 'ctrlKey', 'metaKey', 'shiftKey']) {
      for (const key of ['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter', 'Escape', 'PageDown']) {
        const event = new KeyboardEvent('keydown', { key, [modifier]: true, cancelable: true });
        expect(field(host).dispatchEvent(event), `${modifier} ${key}`).to.equal(true);
      }
    }
    await host.updateComplete;
    expect(active(host)).to.equal(undefined);
  });

  it('leaves all keys but Escape to the browser while there is no list', async () => {
    const host = await picker({ list: 'loading' });
    for (const key of ['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter', 'Escape', 'PageDown']) {
      const event = new KeyboardEvent('keydown', { key, cancelable: true });
      expect(field(host).dispatchEvent(event), key).to.equal(true);
    }
  });

  describe('Escape', () => {
    it('empties the field, and all banks are there again', async () => {
      const host = await picker({ list: canadianBanks });
      await type('desj');
      await keys(host, 'Escape');
      expect(field(host).value).to.equal('');
      expect(active(host)).to.equal(undefined);
      expect(option(host, last)).to.not.equal(undefined);
    });

    it('closes nothing the first time, and belongs to the dialog the second', async () => {
      const host = await picker({ list: canadianBanks, modal: true });
      await type('desj');
      await keys(host, 'Escape');
      expect(host.closing).to.deep.equal([]);
      expect(host.dialog.open).to.equal(true);
      await keys(host, 'Escape');
      expect(host.closing).to.include('escape');
      host.dialog.close();
    });
  });

  it('Tab goes from the field to the button that clears it, and never to the list', async () => {
    const host = await picker({ list: canadianBanks });
    const after = document.createElement('button');
    document.body.append(after);
    await type('bank');
    await host.updateComplete;
    await press('Tab');
    expect(focused(host)).to.equal('Clear search');
    await press('Enter');
    await host.updateComplete;
    expect([field(host).value, inField(host)]).to.deep.equal(['', true]);
    expect(listbox(host).scrollHeight, 'the list scrolls').to.be.greaterThan(listbox(host).clientHeight);
    await press('Tab');
    expect(document.activeElement === after).to.equal(true);
    after.remove();
  });
});

describe('the page around the search', () => {
  /** What hears keys in the page: a shortcut of GitHub's library on a button, and a listener of the document. */
  async function withShortcuts(
    run: (host: PickerHost, seen: { pressed: number; heard: string[] }) => Promise<void>,
  ) {
    const host = await picker({ list: canadianBanks });
    const seen = { pressed: 0, heard: [] as string[] };
    const button = document.createElement('button');
    button.addEventListener('click', () => seen.pressed++);
    document.body.append(button);
    install(button, 't');
    const hear = (event: Event) => seen.heard.push(`${event.type} ${(event as KeyboardEvent).key}`);
    const types = ['keydown', 'keypress', 'keyup', 'input'];
    for (const type of types) document.addEventListener(type, hear);
    try {
      await run(host, seen);
    } finally {
      for (const type of types) document.removeEventListener(type, hear);
      uninstall(button);
      button.remove();
    }
  }

  it('has no shortcut pressed by what is typed, and hears neither keys nor the input', () =>
    withShortcuts(async (host, seen) => {
      await type('tangerine');
      await keys(host, 'ArrowDown', 'ArrowDown', 'Backspace', 'Enter', 'Escape');
      expect(field(host).value).to.equal('');
      expect(seen).to.deep.equal({ pressed: 0, heard: [] });
    }));

  it('hears what the search has no use for: shortcuts with Ctrl, and an Escape with nothing to undo', () =>
    withShortcuts(async (host, seen) => {
      // WebDriver presses no two keys at once.
      for (const kind of ['keydown', 'keyup'])
        field(host).dispatchEvent(
          new KeyboardEvent(kind, { key: 'b', ctrlKey: true, bubbles: true, composed: true }),
        );
      await keys(host, 'Escape');
      expect(seen.heard).to.include.members(['keydown b', 'keyup b', 'keydown Escape', 'keyup Escape']);
      expect(seen.pressed).to.equal(0);
    }));
});

describe('a page translator, which puts elements around texts', () => {
  const translate = (host: PickerHost) => {
    for (const element of host.renderRoot.querySelectorAll('.name bdi, .country, [part=message]')) {
      const font = document.createElement('font');
      font.append(...element.childNodes);
      element.append(font);
    }
  };

  it('leaves the names of banks, and changes none of those that come later', async () => {
    const host = await picker({ list: canadianBanks });
    for (const each of host.renderRoot.querySelectorAll('[role=option]:not(.unlisted) .name'))
      expect(each.getAttribute('translate')).to.equal('no');
    translate(host);
    await type('van');
    await host.updateComplete;
    expect(names(host)).to.deep.equal([last, notListed]);
    translate(host);
    await type('q');
    await host.updateComplete;
    translate(host);
    await keys(host, 'Escape');
    expect(names(host).slice(0, 2)).to.deep.equal([first, second]);
  });
});

import type { DebugEntry, FlinksLink } from '../../../src/index.js';
import type { HostConfig } from '../../server/host-config.js';
import { on } from './bank-element.js';
import { create, createButton } from './dom.js';
import { express } from './express.js';
import { host } from './host.js';
import { openBanking } from './open-banking.js';
import type { PageText } from './page-text.js';
import { attributesOf, hasTrigger, type Settings } from './playground-settings.js';

/** Steps of Connect with which the user has begun to sign in. */
const begun = /^(?:INSTITUTION_SELECTED|SUBMIT_|COMPONENT_LOAD_(?:CREDENTIAL|MFA|ACCOUNT)|POPUP_)/;

interface PlaygroundStageOptions {
  /** Where the element stands. */
  place: HTMLElement;
  /** Where it is asked what to do with a session that runs. */
  question: HTMLElement;
  page: PageText;
  config: HostConfig;
  onDebug: (entry: DebugEntry) => void;
  /** The user keeps the session, and so its settings. */
  onKeep: (settings: Settings) => void;
}

/** The live element. New settings are a new element: a session that runs would not take them. */
export class PlaygroundStage {
  readonly #page: PageText;
  readonly #config: HostConfig;
  readonly #place: HTMLElement;
  readonly #question: HTMLElement;
  readonly #onDebug: (entry: DebugEntry) => void;
  readonly #onKeep: (settings: Settings) => void;
  #bank: FlinksLink | undefined;
  #shown: Settings | undefined;
  #hasBegun = false;
  /** Which call of `#build` is the last: what the others waited for comes too late. */
  #turn = 0;
  /** The id of the hand-off that the present element leads to. */
  handoff = '';

  constructor({ place, question, page, config, onDebug, onKeep }: PlaygroundStageOptions) {
    this.#page = page;
    this.#config = config;
    this.#place = place;
    this.#question = question;
    this.#onDebug = onDebug;
    this.#onKeep = onKeep;
    on(place, 'flinks-step', ({ detail }) => {
      if (begun.test(detail.step ?? '')) this.#hasBegun = true;
    });
  }

  /** Shows the element with these settings; a bank login that is under way is not ended without a word. */
  async show(settings: Settings) {
    if (!this.#isBusy) return this.#build(settings);
    const { under, applyNow, keepIt } = this.#page.text.playground;
    const apply = createButton(
      applyNow,
      'apply-now',
      () => void this.#build(settings).then(() => this.focus()),
    );
    const keep = createButton(keepIt, 'keep-it', () => {
      this.#question.replaceChildren();
      if (this.#shown) this.#onKeep(this.#shown);
      this.focus();
    });
    this.#question.replaceChildren(create('p', {}, under), create('div', { class: 'row' }, keep, apply));
    return undefined;
  }

  /** Starts again with the same element, or with the one that new settings wait for. */
  async startAnew(settings: Settings) {
    if (this.#isBusy || settings.flow === 'express') await this.#build(settings);
    else this.reset();
    this.focus();
  }

  /** Forgets what the element was told. */
  reset() {
    this.#hasBegun = false;
    this.#bank?.reset();
  }

  /** A button that was pressed is gone: the focus moves to the element. */
  focus() {
    this.#place.focus();
  }

  get #isBusy() {
    const status = this.#bank?.status ?? 'idle';
    return status === 'waiting' || (this.#hasBegun && ['opening', 'loading', 'ready'].includes(status));
  }

  async #build(settings: Settings) {
    const turn = (this.#turn += 1);
    this.#question.replaceChildren();
    const bank = document.createElement('flinks-link');
    for (const [name, value] of attributesOf(settings, this.#config))
      bank.setAttribute(name, value === true ? '' : value);
    if (hasTrigger(settings))
      bank.append(create('button', { type: 'button', class: 'button' }, this.#page.text.playground.trigger));
    bank.debug = entry => {
      if (entry.type === 'status' && /^(?:choosing|loading)$/.test(entry.detail ?? ''))
        this.#hasBegun = false;
      this.#onDebug(entry);
    };
    const handoff = await wire(bank, settings, this.#page.language);
    if (turn !== this.#turn) return;
    this.handoff = handoff;
    this.#hasBegun = false;
    this.#shown = settings;
    this.#bank = bank;
    this.#place.replaceChildren(bank);
  }
}

/**
 * Gives an element what it asks its page for.
 *
 * @returns the id of the hand-off, with Express
 */
async function wire(
  bank: FlinksLink,
  { flow, customInstitution, language }: Settings,
  pageLanguage: 'en' | 'fr',
): Promise<string> {
  if (flow === 'express') {
    const { url, id } = await express.start(language === 'en' || language === 'fr' ? language : pageLanguage);
    bank.expressUrl = url;
    return id;
  }
  if (flow === 'auto') bank.providers = ({ signal }) => openBanking.allProviders(signal);
  if (flow === 'custom')
    bank.authorizeUrl = context => host.startCustom({ institution: customInstitution ?? '', ...context });
  else if (flow !== 'connect') bank.authorizeUrl = context => openBanking.start('page', context);
  if (flow === 'auto' || flow === 'connect') bank.authorizeToken = host.token;
  return '';
}

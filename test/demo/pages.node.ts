import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { en } from '../../demo/pages/text/en.ts';
import { fr } from '../../demo/pages/text/fr.ts';
import { given } from '../simulator/simulator-server.ts';
import { startSite } from './demo-site.ts';

const pages = new URL('../../demo/pages/', import.meta.url);

for (const path of ['/', '/inline', '/dialog', '/form', '/accounts'])
  for (const language of ['en', 'fr'])
    test(`shows ${path} in ${language}, without anything the policy forbids`, async t => {
      const { visitor } = await startSite(t);
      const { status, text } = await visitor().ask('GET', `${path}?lang=${language}`);
      assert.equal(status, 200);
      assert.match(text, new RegExp(`^<!doctype html>\\s*<html lang="${language}">`));
      assert.doesNotMatch(text, /\{\{|undefined|\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)/);
      const other = language === 'en' ? 'fr' : 'en';
      assert.ok(text.includes(`href="${path}?lang=${other}"`));
      if (path !== '/') assert.equal(text.match(/aria-current="page"/g)?.length, 1);
    });

test('asks the browser for the language where the address names none', async t => {
  const { visitor } = await startSite(t);
  const headers = { 'accept-language': 'fr-CA,en;q=0.5' };
  assert.match((await visitor().ask('GET', '/', { headers })).text, /<html lang="fr">/);
  assert.match((await visitor().ask('GET', '/?lang=en', { headers })).text, /<html lang="en">/);
  assert.match((await visitor().ask('GET', '/?lang=%22%3E', { headers })).text, /<html lang="fr">/);
});

test('says the same things in both languages', () => {
  const terms = (text: object): string[] =>
    Object.entries(text).flatMap(([name, value]) =>
      typeof value === 'object' ? terms(value).map(term => `${name}.${term}`) : [`${name}: ${typeof value}`],
    );
  assert.deepEqual(terms(fr), terms(en));
});

test('names the test bank only where Connect offers it', async t => {
  const [demo, real] = [await startSite(t), await startSite(t, { env: { FLINKS_DEMO: '' } })];
  assert.match((await demo.visitor().ask('GET', '/form')).text, /<flinks-link[^>]* demo\s*>/);
  assert.doesNotMatch((await real.visitor().ask('GET', '/form')).text, /<flinks-link[^>]* demo\s*>/);
  assert.match((await real.visitor().ask('GET', '/form')).text, /<aside[^>]* hidden>/);
});

test('tells the scripts where Connect is, and nothing else', async t => {
  const { visitor, config } = await startSite(t);
  const { json } = await visitor().ask('GET', '/api/config');
  assert.deepEqual(json, {
    connectUrl: config.connectUrl,
    demo: true,
    custom: true,
    outbound: true,
    express: true,
  });
});

test('parses no HTML in any script', async () => {
  for (const file of await readdir(new URL('assets/', pages)))
    assert.doesNotMatch(
      await readFile(new URL(`assets/${file}`, pages), 'utf8'),
      /innerHTML|outerHTML|insertAdjacent|\.write\(/,
    );
});

test('says how to build the element where it is missing', async t => {
  const { visitor } = await startSite(t);
  const { status, json } = await visitor().ask('GET', '/flinks-link.js');
  assert.equal(status, 404);
  assert.match(given(json.error).message, /npm run build/);
});

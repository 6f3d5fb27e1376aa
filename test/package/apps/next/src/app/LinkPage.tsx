'use client';

import { useEffect, useState } from 'react';
import { LinkBank } from '../LinkBank';

export function LinkPage() {
  const [renders, setRenders] = useState(0);
  const [effects, setEffects] = useState(0);
  useEffect(() => setEffects(count => count + 1), []);
  return (
    <>
      <LinkBank renders={renders} />
      <button id="render" type="button" onClick={() => setRenders(count => count + 1)}>
        Render again
      </button>
      <output id="renders">{renders}</output>
      <output id="effects">{effects}</output>
    </>
  );
}

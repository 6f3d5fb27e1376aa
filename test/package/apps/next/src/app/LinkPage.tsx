'use client';

import { useState } from 'react';
import { LinkBank } from './LinkBank';

export function LinkPage() {
  const [renders, setRenders] = useState(0);
  return (
    <>
      <LinkBank renders={renders} />
      <button id="render" type="button" onClick={() => setRenders(count => count + 1)}>
        Render again
      </button>
      <output id="renders">{renders}</output>
    </>
  );
}

import { useState } from 'react';
import { LinkBank } from './LinkBank';

export function App() {
  const [renders, setRenders] = useState(0);
  return (
    <main>
      <h1>Link your bank</h1>
      <LinkBank renders={renders} />
      <button id="render" type="button" onClick={() => setRenders(count => count + 1)}>
        Render again
      </button>
      <output id="renders">{renders}</output>
    </main>
  );
}

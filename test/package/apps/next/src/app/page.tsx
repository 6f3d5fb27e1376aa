import { LinkPage } from './LinkPage';

export default function Page() {
  return (
    <main>
      <h1>Link your bank</h1>
      <LinkPage />
    </main>
  );
}

import { LinkBank } from '../../manual/LinkBank';

export default function Page() {
  return <LinkBank />;
}

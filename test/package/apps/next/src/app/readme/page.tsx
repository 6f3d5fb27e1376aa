import { LinkBank } from '../../readme/LinkBank';

export default function Page() {
  return <LinkBank />;
}

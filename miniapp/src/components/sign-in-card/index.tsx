import { go } from '@/lib/router';
import { Button } from '../button';
import { Empty } from '../faces';

/** Where a guest meets something personal: never a wall in front of what is public. */
export function SignInCard({ title = '登录后可以看到', text }: { title?: string; text: string }) {
  return (
    <Empty title={title} text={text} drawing="street">
      <Button inline icon="user" onPress={() => go('/pages/sign-in/index')}>
        登录
      </Button>
    </Empty>
  );
}

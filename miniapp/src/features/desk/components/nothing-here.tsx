import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { NARROWING, narrowed, type ChangeWords, type DeskWords } from '../filter';

const DONE: Record<string, [string, string]> = {
  to_accept: ['都受理完了', '新的上报会出现在这里。'],
  to_dispatch: ['都派出去了', '受理后还没派队伍的会在这里。'],
  due_soon: ['没有快超时的', '剩不到四分之一时间的会在这里。'],
  late: ['没有超时的', '真不错。'],
  to_check: ['没有等核查的', '队伍办完的会在这里。'],
  to_call_back: ['不用回访', '电话、来访、信件上报的办结后要回访。'],
  to_release: ['没有等公开的', '办结的事项可以挑出来公开。'],
  second_check: ['没有要复查的', '每天从办结事项里抽 5%。'],
};

export function NothingHere({ words, change }: { words: DeskWords; change: ChangeWords }) {
  const filtered = narrowed(words) > 0 || Boolean(words.q);
  const [title, text] = (!filtered && DONE[words.box ?? '']) || ['没有这样的事项', '放宽条件再看看。'];
  const widen = () => change({ q: null, ...Object.fromEntries(NARROWING.map((k) => [k, null])) });
  return (
    <Empty title={title} text={text}>
      {filtered && (
        <Button kind="secondary" inline onPress={widen}>
          去掉筛选
        </Button>
      )}
    </Empty>
  );
}

import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { NARROWING, narrowed, type ChangeWords, type DeskWords } from '../filter';

const DONE: Record<string, [string, string]> = {
  to_review: ['都审完了', '要审核的订单会出现在这里。'],
  to_dispatch: ['都派出去了', '审核通过还没派单的会在这里。'],
  unfilled: ['没有差人的', '快到时间还没人接的会在这里。'],
  today: ['今天没有服务', '有人接单的会按时间排在这里。'],
  no_show: ['都签到了', '到点半小时还没签到的会在这里。'],
  to_confirm: ['没有要确认的名单', '岗位和集体服务结束后在这里确认。'],
  disputed: ['没有异议', '居民说不对的会在这里，请打电话核实。'],
  to_call_back: ['不用回访', '用亲情卡、没手机的老人会抽一部分回访。'],
};

export function NothingHere({ words, change }: { words: DeskWords; change: ChangeWords }) {
  const filtered = narrowed(words) > 0 || Boolean(words.q);
  const [title, text] = (!filtered && DONE[words.box ?? '']) || ['没有这样的订单', '放宽条件再看看。'];
  return (
    <Empty title={title} text={text}>
      {filtered && (
        <Button kind="secondary" inline onPress={() => change({ q: null, ...Object.fromEntries(NARROWING.map((k) => [k, null])) })}>
          去掉筛选
        </Button>
      )}
    </Empty>
  );
}

import type { WishAction, WishState } from '@linli/shared/wishes';
import type { ActionWords } from '@/components/action-bar';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/state-tag';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayDay } from '@/lib/times';

const page = (name: string) => `/features/wishes/pages/${name}/index`;
export const PATHS = {
  board: page('board'),
  new: page('new'),
  detail: page('detail'),
  mine: page('mine'),
  desk: page('desk'),
  settings: page('settings'),
  screen: page('screen'),
  partners: page('partners'),
};

export const LOOKS: Record<WishState, [Tone, IconName]> = {
  submitted: ['info', 'inbox'],
  open: ['info', 'hand-heart'],
  claimed: ['due', 'user-check'],
  delivered: ['due', 'clipboard-check'],
  fulfilled: ['done', 'circle-check'],
  rejected: ['quiet', 'circle-x'],
  withdrawn: ['quiet', 'undo-2'],
};

export const ACTION_WORDS: Record<WishAction, ActionWords> = {
  revise: { label: '修改', icon: 'pencil' },
  withdraw: {
    label: '撤回心愿',
    icon: 'undo-2',
    danger: true,
    confirm: { title: '撤回这个心愿？', consequence: '撤回后不再上榜；有人认领了的，会告诉他不用再办。' },
  },
  approve: { label: '审核通过', icon: 'check' },
  reject: { label: '不予通过', icon: 'x', danger: true },
  amend: { label: '改公开文字', icon: 'pencil', note: '已经上榜的，马上换成新的文字' },
  claim: { label: '我来认领', icon: 'hand-heart' },
  give_back: {
    label: '放弃认领',
    icon: 'undo-2',
    danger: true,
    confirm: { title: '放弃认领？', consequence: '心愿会马上回到榜上，让别人来认领。' },
  },
  expire: { label: '认领到期' },
  deliver: { label: '已完成，交照片', icon: 'camera' },
  fulfil: {
    label: '核实通过',
    icon: 'circle-check',
    confirm: { title: '心愿真的实现了吗？', consequence: '通过后不能再改，认领人会记上这件好事。' },
  },
  redo: { label: '请再完善', icon: 'rotate-ccw', danger: true },
  thank: { label: '说声谢谢', icon: 'heart' },
};
export const LIKELY: readonly WishAction[] = ['deliver', 'approve', 'fulfil', 'thank', 'revise', 'claim'];
/** Whoever sits at the desk is there to review: claiming stands under 更多. */
export const LIKELY_AT_DESK: readonly WishAction[] = LIKELY.filter((action) => action !== 'claim');

/** 不花钱 / 约 80 元 / 约 3 万元 */
export function sayYuan(yuan: number): string {
  if (yuan === 0) return '不花钱';
  if (yuan < 10_000) return `约 ${yuan} 元`;
  return `约 ${Number((yuan / 10_000).toFixed(1))} 万元`;
}
/** 周三, 3月20日 */
export const sayPledge = (day: string): string => sayDay(msOf(`${day}T00:00:00+08:00`), serverNow());

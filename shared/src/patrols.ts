export const PATROL_STATES = ['walking', 'paused', 'ended'] as const;
export type PatrolState = (typeof PATROL_STATES)[number];
export const PATROL_STATE_LABELS: Record<PatrolState, string> = { walking: '巡查中', paused: '已暂停', ended: '已结束' };

export const ANCHOR_KINDS = ['start', 'track', 'scan', 'report', 'pause', 'resume', 'end'] as const;
export type AnchorKind = (typeof ANCHOR_KINDS)[number];

/** Why the time between two anchors did not count. */
export const UNCOUNTED_REASONS = ['gap', 'outside', 'too_fast', 'paused', 'no_position'] as const;
export type UncountedReason = (typeof UNCOUNTED_REASONS)[number];
export const UNCOUNTED_LABELS: Record<UncountedReason, string> = {
  gap: '间隔超过 10 分钟',
  outside: '不在负责的网格内',
  too_fast: '移动过快',
  paused: '已暂停',
  no_position: '没有取到位置',
};

/** What a person should look at; flags never take minutes away. */
export const PATROL_FLAGS = ['clock_jump', 'late_batch'] as const;
export type PatrolFlag = (typeof PATROL_FLAGS)[number];
export const PATROL_FLAG_LABELS: Record<PatrolFlag, string> = { clock_jump: '手机时间有跳变', late_batch: '轨迹补传' };

export const ANCHOR_GAP_SECONDS = 600;
export const OWN_GRID_TOLERANCE_METRES = 50;
export const WALKING_MAX_METRES_PER_SECOND = 8;
export const CLOCK_JUMP_SECONDS = 60;
export const PATROL_ENDS_AFTER_SECONDS = 1800;
export const PATROL_TARGET_MINUTES = 60;
export const TRACK_BATCH_MAX = 100;
export const TRACK_BATCH_DAYS = 7;
export const TRACK_KEPT_DAYS = 90;
export const COVERAGE_DAYS = 7;

export const LEAVE_STATES = ['asked', 'granted', 'refused', 'cancelled'] as const;
export type LeaveState = (typeof LEAVE_STATES)[number];
export const LEAVE_STATE_LABELS: Record<LeaveState, string> = {
  asked: '待批',
  granted: '已同意',
  refused: '未同意',
  cancelled: '已取消',
};

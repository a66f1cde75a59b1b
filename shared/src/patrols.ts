export const PATROL_STATES = ['walking', 'paused', 'ended'] as const;
export type PatrolState = (typeof PATROL_STATES)[number];
export const PATROL_STATE_LABELS: Record<PatrolState, string> = { walking: '巡查中', paused: '已暂停', ended: '已结束' };

export const PATROL_ACTIONS = ['pause', 'resume', 'end', 'scan', 'track'] as const;
export type PatrolAction = (typeof PATROL_ACTIONS)[number];
/** Checkpoints are read and points are kept while it is paused, too: that time just does not count. */
export const patrolActions: Record<PatrolState, readonly PatrolAction[]> = {
  walking: ['pause', 'end', 'scan', 'track'],
  paused: ['resume', 'end', 'scan', 'track'],
  ended: [],
};

/** What proves that somebody was somewhere. */
export const PLACED_KINDS = ['track', 'scan', 'report'] as const;
export type PlacedKind = (typeof PLACED_KINDS)[number];
export const ANCHOR_KINDS = ['start', ...PLACED_KINDS, 'pause', 'resume', 'end'] as const;
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
export const PATROL_FLAGS = ['clock_jump', 'late_batch', 'scan_far'] as const;
export type PatrolFlag = (typeof PATROL_FLAGS)[number];
export const PATROL_FLAG_LABELS: Record<PatrolFlag, string> = {
  clock_jump: '手机时间有跳变',
  late_batch: '轨迹隔天补传',
  scan_far: '扫码处离巡查点较远',
};

export const ANCHOR_GAP_SECONDS = 600;
export const OWN_GRID_TOLERANCE_METRES = 50;
export const WALKING_MAX_METRES_PER_SECOND = 8;
/** Track points that are less certain say nothing about the grid: they keep the patrol alive and no more. */
export const TRACK_ACCURACY_MAX_METRES = 100;
export const CLOCK_JUMP_SECONDS = 60;
export const LATE_BATCH_HOURS = 24;
export const SCAN_FAR_METRES = 200;
export const PATROL_ENDS_AFTER_SECONDS = 1800;
export const PATROL_TARGET_MINUTES = 60;
export const PATROL_TARGET_MIN = 10;
export const PATROL_TARGET_MAX = 480;
export const TRACK_BATCH_MAX = 100;
export const TRACK_BATCH_DAYS = 7;
export const TRACK_KEPT_DAYS = 90;
export const COVERAGE_DAYS = 7;

/** A leave may be asked for afterwards, so many days back. */
export const LEAVE_BACK_DAYS = 7;
export const LEAVE_AHEAD_DAYS = 366;
export const LEAVE_MAX_DAYS = 183;

export const CHECKPOINT_CODE_PATTERN = /^[0-9A-Za-z]{10}$/;
export const LEAVE_STATES = ['asked', 'granted', 'refused', 'cancelled'] as const;
export type LeaveState = (typeof LEAVE_STATES)[number];
export const LEAVE_STATE_LABELS: Record<LeaveState, string> = {
  asked: '待批',
  granted: '已同意',
  refused: '未同意',
  cancelled: '已取消',
};

/** Why a day is none of duty, as a view says it. */
export const OFF_REASON_LABELS = { rest: '休息日', leave: '请假' } as const;

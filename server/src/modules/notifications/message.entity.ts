import type { MessageTopic } from '@linli/shared/notifications';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { LetterFacts } from './letters.js';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** One event told to one person. */
@Entity('messages')
@Unique('messages_once', ['eventId', 'personId'])
@Index('messages_listed', { synchronize: false })
@Index('messages_unread', { synchronize: false })
@Index('messages_due', { synchronize: false })
@Index('messages_kept', { synchronize: false })
@Check('messages_wechat_state', `wechat_state in ('due', 'taken', 'no_grant', 'seen', 'stale')`)
@Check('messages_letter', `(wechat_state is not distinct from 'taken') = (letter_id is not null)`)
export class MessageEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'messages_pkey' }) id: string;
  @Column('bigint', { name: 'event_id' }) eventId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') topic: MessageTopic;
  @Column('text') kind: string;
  @Column('text') title: string;
  @Column('text') body: string;
  @Column('text', { nullable: true }) path: string | null;
  @Column('boolean') urgent: boolean;
  /** When it happened. */
  @Column(AT) at: Date;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'read_at', nullable: true }) readAt: Date | null;
  @Column('jsonb', { nullable: true }) wechat: LetterFacts | null;
  @Column('text', { name: 'wechat_state', nullable: true }) wechatState: 'due' | 'taken' | 'no_grant' | 'seen' | 'stale' | null;
  @Column('uuid', { name: 'letter_id', nullable: true }) letterId: string | null;
}

/** What somebody switched off; no row: everything is on. */
@Entity('message_settings')
export class MessageSettingEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'message_settings_pkey' }) personId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'message_settings_pkey' }) topic: MessageTopic;
  @Column('boolean', { name: 'in_app', default: true }) inApp: boolean;
  @Column('boolean', { default: true }) wechat: boolean;
  @Column('boolean', { default: true }) digest: boolean;
}

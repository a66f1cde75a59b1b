import type { GrantResult, MessageTopic, TemplateKey } from '@linli/shared/notifications';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;
export type LetterState = 'waiting' | 'sending' | 'sent' | 'spent' | 'refused' | 'failed' | 'lost';

/** How many messages of a template a person has allowed: each tap on 允许 is one. */
@Entity('wechat_grants')
@Check('wechat_grants_remaining', 'remaining >= 0')
export class WechatGrantEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'wechat_grants_pkey' }) personId: string;
  @PrimaryColumn('text', { name: 'template_key', primaryKeyConstraintName: 'wechat_grants_pkey' }) templateKey: TemplateKey;
  @Column('integer') remaining: number;
  @Column('text', { name: 'last_result' }) lastResult: GrantResult | 'spent';
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
}

/** One WeChat message; `sending` is written before WeChat is called, so that it is never sent twice. */
@Entity('wechat_letters')
@Index('wechat_letters_person', { synchronize: false })
@Index('wechat_letters_open', { synchronize: false })
@Index('wechat_letters_kept', { synchronize: false })
@Check('wechat_letters_state', `state in ('waiting', 'sending', 'sent', 'spent', 'refused', 'failed', 'lost')`)
export class WechatLetterEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'wechat_letters_pkey' }) id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') topic: MessageTopic;
  @Column('text', { name: 'template_key' }) templateKey: TemplateKey;
  @Column('text') page: string;
  @Column('jsonb') fields: Record<string, string>;
  /** How many messages it stands for. */
  @Column('smallint') messages: number;
  @Column('text') state: LetterState;
  @Column('integer', { nullable: true }) errcode: number | null;
  @Column('smallint', { default: 0 }) attempts: number;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
}

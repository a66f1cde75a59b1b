import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A guess at a code that may have been wrong. Rows, so that the count holds over all processes; forgotten after a day. */
@Entity('code_tries')
@Index('code_tries_of', { synchronize: false })
@Index('code_tries_at', { synchronize: false })
export class CodeTryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'code_tries_pkey' }) id: string;
  @Column('text') kind: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
}

import { Body, Controller, Get, HttpCode, Injectable, Post } from '@nestjs/common';
import { DemoPersonView, DemoSignInDto, SessionView } from '@linli/shared/accounts.dto';
import { DataSource } from 'typeorm';
import { Public } from '../../common/auth.guard.js';
import { notFound } from '../../common/errors.js';
import { Writes } from '../../common/writes.js';
import { SessionsService } from './sessions.service.js';

/** One-tap people of the demo district. The module is not part of the application in production. */
@Injectable()
export class DemoService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly sessions: SessionsService,
  ) {}

  people(): Promise<DemoPersonView[]> {
    return this.dataSource.query<DemoPersonView[]>(
      `select p.id as "personId", p.name, d.title, d.hint from demo_people d join people p on p.id = d.person_id
        where p.closed_at is null order by d.position, d.title`,
    );
  }

  signIn(personId: string): Promise<SessionView> {
    return this.writes.transaction(async (tx) => {
      const [person] = await tx.query<unknown[]>(
        `select 1 from demo_people d join people p on p.id = d.person_id where d.person_id = $1 and p.closed_at is null`,
        [personId],
      );
      if (!person) throw notFound();
      return this.sessions.open(tx, personId, 'demo');
    });
  }
}

@Controller('auth')
@Public({ ignoreToken: true })
export class DemoController {
  constructor(private readonly demo: DemoService) {}

  @Get('demo-people')
  people(): Promise<DemoPersonView[]> {
    return this.demo.people();
  }

  @Post('demo')
  @HttpCode(200)
  signIn(@Body() { personId }: DemoSignInDto): Promise<SessionView> {
    return this.demo.signIn(personId);
  }
}

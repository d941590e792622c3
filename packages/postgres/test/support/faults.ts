/**
 * Faults that the server itself brings about.
 */
import type { Server } from '../../../../test/support/postgres/server.ts'

/**
 * The next commit in a schema fails when all of it has been done: the trigger is deferred to the end
 * of the transaction. It counts in a sequence, which no rollback turns back, and so breaks one only.
 */
export const breakNextCommit = async (server: Server, schema: string): Promise<void> => {
  await server.sql(`
    CREATE SEQUENCE IF NOT EXISTS ${schema}.breaks;
    CREATE OR REPLACE FUNCTION ${schema}.break_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('${schema}.breaks') = 1 THEN
        RAISE disk_full;
      END IF;
      RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER break_once AFTER UPDATE ON ${schema}.kiemtra_read_models
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${schema}.break_once();
  `)
}

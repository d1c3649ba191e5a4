/* store_events.c - what happened, as rows in order; the oldest make room. */
#include "engine/store_sql.h"
#include "schema/request.h"

/* Now and then, and not each time: what is too old goes. */
static bool make_room(struct hcn_call *c, struct store *s, uint64_t last)
{
    const struct value values[] = { value_number(last - EVENTS_KEPT) };

    return last % EVENTS_SURPLUS || last <= EVENTS_KEPT ||
           sql_do(c, s, SQL_DROP_EVENTS, values, COUNT(values));
}

bool store_add_event(struct hcn_call *c, struct store *s, const struct event *e)
{
    const struct value values[] = { value_number(e->change), value_number(e->kind),
                                    value_guid(&e->id),      value_guid(&e->network),
                                    value_number(e->flags),  value_number(e->state) };

    s->told = true;
    return sql_do(c, s, SQL_ADD_EVENT, values, COUNT(values)) &&
           make_room(c, s, (uint64_t)sqlite3_last_insert_rowid(s->db));
}

bool store_last_event(struct hcn_call *c, struct store *s, uint64_t *out)
{
    sqlite3_stmt *q = sql_begin(c, s, SQL_LAST_EVENT, NULL, 0);
    bool row, ok;

    *out = 0;
    if (!q)
        return false;
    ok = sql_next(c, s, q, &row);
    if (ok && row)
        *out = (uint64_t)sqlite3_column_int64(q, 0);
    sql_end(q);
    return ok;
}

static struct event read_event(sqlite3_stmt *q)
{
    struct event e = { .sequence = (uint64_t)sqlite3_column_int64(q, 0) };

    e.change = (uint32_t)sqlite3_column_int64(q, 1);
    e.kind = (uint32_t)sqlite3_column_int64(q, 2);
    e.id = sql_guid(q, 3);
    e.network = sql_guid(q, 4);
    e.flags = (uint32_t)sqlite3_column_int64(q, 5);
    e.state = (uint32_t)sqlite3_column_int64(q, 6);
    return e;
}

bool store_each_event(struct hcn_call *c, struct store *s, uint64_t after,
                      bool (*visit)(void *context, const struct event *e), void *context)
{
    const struct value values[] = { value_number(after) };
    sqlite3_stmt *q = sql_begin(c, s, SQL_EACH_EVENT, values, COUNT(values));
    bool row = true, ok = q != NULL;

    while (ok && (ok = sql_next(c, s, q, &row)) && row) {
        const struct event e = read_event(q);

        if (e.kind < KINDS && e.change <= EVENT_DETACHED) /* else the file is damaged */
            ok = visit(context, &e);
    }
    if (q)
        sql_end(q);
    return ok;
}

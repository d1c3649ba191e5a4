/* store_rows.c - facts, objects, claims and the plan as rows. */
#include <string.h>

#include "engine/store_sql.h"

/* ---- facts ------------------------------------------------------------------------------ */

bool store_fact(struct hcn_call *c, struct store *s, const char *name, const char **out)
{
    const struct value values[] = { value_text(name, strlen(name)) };
    sqlite3_stmt *q = sql_begin(c, s, SQL_FACT, values, COUNT(values));
    bool row, ok;

    *out = NULL;
    if (!q)
        return false;
    ok = sql_next(c, s, q, &row);
    if (ok && row)
        *out = sql_text(c, q, 0);
    sql_end(q);
    return ok && !failed(c);
}

bool store_set_fact(struct hcn_call *c, struct store *s, const char *name, const char *value)
{
    const struct value values[] = { value_text(name, strlen(name)),
                                    value_text(value, strlen(value)) };

    return sql_do(c, s, SQL_SET_FACT, values, COUNT(values));
}

/* ---- objects ---------------------------------------------------------------------------- */

/* A zero id is stored as NULL, so that partial indexes leave it out. */
static struct value guid_or_null(const struct hcn_guid *id)
{
    static const struct hcn_guid zero;

    return memcmp(id, &zero, sizeof zero) ? value_guid(id) : value_bytes(NULL, 0);
}

static bool write_object(struct hcn_call *c, struct store *s, enum sql which,
                         const struct object *o)
{
    const struct value values[] = {
        value_number(o->kind),
        value_guid(&o->id),
        guid_or_null(&o->network),
        guid_or_null(&o->space),
        value_text(o->name, o->name ? strlen(o->name) : 0),
        value_number(o->state),
        value_text(o->json, o->length),
    };

    return sql_do(c, s, which, values, COUNT(values));
}

bool store_insert(struct hcn_call *c, struct store *s, const struct object *o)
{
    return write_object(c, s, SQL_INSERT, o);
}

bool store_update(struct hcn_call *c, struct store *s, const struct object *o)
{
    return write_object(c, s, SQL_UPDATE, o);
}

bool store_delete(struct hcn_call *c, struct store *s, uint32_t kind, const struct hcn_guid *id)
{
    const struct value values[] = { value_number(kind), value_guid(id) };

    return sql_do(c, s, SQL_DELETE, values, COUNT(values));
}

/* A column that is never NULL, unless the file is damaged. */
static const char *text_or_nothing(sqlite3_stmt *q, int column)
{
    const char *text = (const char *)sqlite3_column_text(q, column);

    return text ? text : "";
}

static struct object borrow_id(sqlite3_stmt *q, uint32_t kind)
{
    return (struct object){ .kind = kind, .id = sql_guid(q, 1) };
}

/*
 * The row as an object whose texts are SQLite's: they last until the next step. Its kind is the one
 * that was asked for, which a damaged row does not have to say.
 */
static struct object borrow(sqlite3_stmt *q, uint32_t kind)
{
    struct object o = borrow_id(q, kind);

    o.network = sql_guid(q, 2);
    o.space = sql_guid(q, 3);
    o.name = (const char *)sqlite3_column_text(q, 4);
    o.state = (uint32_t)sqlite3_column_int(q, 5);
    o.json = text_or_nothing(q, 6);
    o.length = (size_t)sqlite3_column_bytes(q, 6);
    return o;
}

bool store_get(struct hcn_call *c, struct store *s, uint32_t kind, const struct hcn_guid *id,
               struct object *out, bool *found)
{
    const struct value values[] = { value_number(kind), value_guid(id) };
    sqlite3_stmt *q = sql_begin(c, s, SQL_GET, values, COUNT(values));
    bool ok;

    if (!q)
        return false;
    ok = sql_next(c, s, q, found);
    if (ok && *found) {
        *out = borrow(q, kind);
        out->name = sql_text(c, q, 4);
        out->json = call_text(c, out->json, out->length);
    }
    sql_end(q);
    return ok && !failed(c);
}

static bool matches(const struct object *o, const struct selection *which)
{
    return (!which->id || !memcmp(which->id, &o->id, sizeof o->id)) &&
           (!which->network || !memcmp(which->network, &o->network, sizeof o->network)) &&
           (!which->space || !memcmp(which->space, &o->space, sizeof o->space)) &&
           (!which->name || (o->name && !strcmp(which->name, o->name)));
}

/* The statement that narrows most; the rest is looked at row by row. */
static sqlite3_stmt *select(struct hcn_call *c, struct store *s, const struct selection *which)
{
    struct value values[2] = { value_number(which->kind) };
    enum sql sql = SQL_EACH;

    if (which->bare) {
        sql = SQL_EACH_ID;
    } else if (which->id) {
        sql = SQL_GET;
        values[1] = value_guid(which->id);
    } else if (which->space) {
        sql = SQL_EACH_SPACE;
        values[1] = value_guid(which->space);
    } else if (which->name) {
        sql = SQL_EACH_NAME;
        values[1] = value_text(which->name, strlen(which->name));
    } else if (which->network) {
        sql = SQL_EACH_NETWORK;
        values[1] = value_guid(which->network);
    }
    return sql_begin(c, s, sql, values, sql == SQL_EACH || sql == SQL_EACH_ID ? 1 : 2);
}

bool store_each(struct hcn_call *c, struct store *s, const struct selection *which,
                bool (*visit)(void *context, const struct object *o), void *context)
{
    sqlite3_stmt *q = select(c, s, which);
    bool row = true, ok = q != NULL;

    while (ok && (ok = sql_next(c, s, q, &row)) && row) {
        struct object o = (which->bare ? borrow_id : borrow)(q, which->kind);

        ok = !matches(&o, which) || visit(context, &o);
    }
    if (q)
        sql_end(q);
    return ok;
}

/* ---- claims ----------------------------------------------------------------------------- */

static struct holder read_holder(sqlite3_stmt *q, int column)
{
    return (struct holder){ (uint32_t)sqlite3_column_int(q, column + 1), sql_guid(q, column) };
}

bool store_claimed(struct hcn_call *c, struct store *s, const struct claim *claim,
                   struct holder *holder, bool *found)
{
    const struct value values[] = { value_number(claim->kind), value_guid(&claim->scope),
                                    value_bytes(claim->key, claim->length) };
    sqlite3_stmt *q = sql_begin(c, s, SQL_CLAIMED, values, COUNT(values));
    bool ok;

    if (!q)
        return false;
    ok = sql_next(c, s, q, found);
    if (ok && *found)
        *holder = read_holder(q, 0);
    sql_end(q);
    return ok;
}

bool store_claim(struct hcn_call *c, struct store *s, const struct claim *claim,
                 struct holder *held)
{
    const struct value values[] = { value_number(claim->kind), value_guid(&claim->scope),
                                    value_bytes(claim->key, claim->length),
                                    value_guid(&claim->holder.id),
                                    value_number(claim->holder.kind) };
    bool found;

    if (!store_claimed(c, s, claim, held, &found))
        return false;
    if (found)
        return true;
    *held = claim->holder;
    return sql_do(c, s, SQL_CLAIM, values, COUNT(values));
}

bool store_claim_next(struct hcn_call *c, struct store *s, const struct claim *from,
                      struct claim *out, bool *found)
{
    const struct value values[] = { value_number(from->kind), value_guid(&from->scope),
                                    value_bytes(from->key, from->length) };
    sqlite3_stmt *q = sql_begin(c, s, SQL_CLAIM_NEXT, values, COUNT(values));
    bool ok;

    if (!q)
        return false;
    ok = sql_next(c, s, q, found);
    *out = (struct claim){ .kind = from->kind, .scope = from->scope };
    if (ok && *found) {
        const void *key = sqlite3_column_blob(q, 0);

        out->length = (size_t)sqlite3_column_bytes(q, 0);
        ok = out->length <= sizeof out->key || store_damaged(c, s, "a claim is too long");
        if (ok && key)
            memcpy(out->key, key, out->length);
        out->holder = read_holder(q, 1);
    }
    sql_end(q);
    return ok;
}

/* Is the key of the row the one that is next? */
static bool is_at(sqlite3_stmt *q, const struct claim *claim)
{
    const void *key = sqlite3_column_blob(q, 0);

    return (size_t)sqlite3_column_bytes(q, 0) == claim->length && key &&
           !memcmp(key, claim->key, claim->length);
}

/* The number behind it; false: there is none of that length. */
static bool count_up(struct claim *claim, size_t digits)
{
    size_t i = digits;

    while (i && !++claim->key[i - 1])
        i--;
    return i > 0;
}

bool store_claim_free(struct hcn_call *c, struct store *s, const struct claim_range *range,
                      struct claim *out, bool *found)
{
    const struct claim *first = &range->first, *last = &range->last;
    const struct value values[] = { value_number(first->kind), value_guid(&first->scope),
                                    value_bytes(first->key, first->length),
                                    value_bytes(last->key, last->length) };
    sqlite3_stmt *q = sql_begin(c, s, SQL_CLAIM_RANGE, values, COUNT(values));
    bool row = true, ok = q != NULL;

    *out = *first;
    *found = memcmp(first->key, last->key, last->length) <= 0;
    while (ok && *found && (ok = sql_next(c, s, q, &row)) && row && is_at(q, out))
        *found = memcmp(out->key, last->key, last->length) && count_up(out, range->digits);
    if (q)
        sql_end(q);
    return ok;
}

bool store_release(struct hcn_call *c, struct store *s, const struct claim *claim)
{
    const struct value values[] = { value_number(claim->kind), value_guid(&claim->scope),
                                    value_bytes(claim->key, claim->length),
                                    value_guid(&claim->holder.id),
                                    value_number(claim->holder.kind) };

    return sql_do(c, s, SQL_RELEASE, values, COUNT(values));
}

bool store_release_all(struct hcn_call *c, struct store *s, const struct holder *holder)
{
    const struct value values[] = { value_guid(&holder->id), value_number(holder->kind) };

    return sql_do(c, s, SQL_RELEASE_ALL, values, COUNT(values));
}

/* ---- the plan --------------------------------------------------------------------------- */

static bool read_steps(struct hcn_call *c, struct store *s, struct stored_plan *out)
{
    sqlite3_stmt *q = sql_begin(c, s, SQL_STEPS, NULL, 0);
    bool row, ok = q != NULL;

    while (ok && (ok = sql_next(c, s, q, &row)) && row) {
        const char **place = call_append(c, &out->steps, &out->count, sizeof *place);
        const char *text = text_or_nothing(q, 0);

        ok = place && (*place = call_text(c, text, strlen(text)));
    }
    if (q)
        sql_end(q);
    return ok;
}

bool store_plan(struct hcn_call *c, struct store *s, struct stored_plan *out, bool *found)
{
    sqlite3_stmt *q = sql_begin(c, s, SQL_PLAN, NULL, 0);
    bool ok;

    *out = (struct stored_plan){ 0 };
    if (!q)
        return false;
    ok = sql_next(c, s, q, found);
    if (ok && *found) {
        out->finish = sqlite3_column_int(q, 0);
        out->about = call_text(c, text_or_nothing(q, 1), strlen(text_or_nothing(q, 1)));
    }
    sql_end(q);
    return ok && !failed(c) && (!*found || read_steps(c, s, out));
}

bool store_put_plan(struct hcn_call *c, struct store *s, const struct stored_plan *plan)
{
    const struct value values[] = {
        value_number(plan->finish), value_text(plan->about, plan->about ? strlen(plan->about) : 0)
    };

    if (!store_clear_plan(c, s) || !sql_do(c, s, SQL_PUT_PLAN, values, COUNT(values)))
        return false;
    for (size_t i = 0; i < plan->count; i++) {
        const struct value step[] = { value_text(plan->steps[i], strlen(plan->steps[i])) };

        if (!sql_do(c, s, SQL_PUT_STEP, step, COUNT(step)))
            return false;
    }
    return true;
}

bool store_clear_plan(struct hcn_call *c, struct store *s)
{
    return sql_do(c, s, SQL_CLEAR_PLAN, NULL, 0) && sql_do(c, s, SQL_CLEAR_STEPS, NULL, 0);
}

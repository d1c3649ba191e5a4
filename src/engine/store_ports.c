/* store_ports.c - reserved ports as rows. */
#include "engine/store_sql.h"

bool store_add_ports(struct hcn_call *c, struct store *s, struct port_row *row)
{
    const struct value values[] = { value_guid(&row->guest), value_number(row->protocol),
                                    value_number(row->access), value_number(row->first),
                                    value_number(row->last) };

    if (!sql_do(c, s, SQL_ADD_PORTS, values, COUNT(values)))
        return false;
    row->number = (uint64_t)sqlite3_last_insert_rowid(s->db);
    return true;
}

bool store_drop_ports(struct hcn_call *c, struct store *s, uint64_t number)
{
    const struct value values[] = { value_number(number) };

    return sql_do(c, s, SQL_DROP_PORTS, values, COUNT(values));
}

static bool read_row(struct hcn_call *c, sqlite3_stmt *q, struct port_rows *out)
{
    struct port_row *row = call_append(c, &out->at, &out->count, sizeof *row);

    if (!row)
        return false;
    row->number = (uint64_t)sqlite3_column_int64(q, 0);
    row->guest = sql_guid(q, 1);
    row->protocol = (uint32_t)sqlite3_column_int(q, 2);
    row->access = (uint32_t)sqlite3_column_int(q, 3);
    row->first = (uint16_t)sqlite3_column_int(q, 4);
    row->last = (uint16_t)sqlite3_column_int(q, 5);
    return true;
}

bool store_ports(struct hcn_call *c, struct store *s, struct port_rows *out)
{
    sqlite3_stmt *q = sql_begin(c, s, SQL_PORTS, NULL, 0);
    bool row = true, ok = q != NULL;

    *out = (struct port_rows){ 0 };
    while (ok && (ok = sql_next(c, s, q, &row)) && row)
        ok = read_row(c, q, out);
    if (q)
        sql_end(q);
    return ok;
}

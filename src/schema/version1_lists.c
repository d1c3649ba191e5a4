/* version1_lists.c - lists that version 1 writes another way: texts with commas, gateways. */
#include <string.h>

#include "base/buffer.h"
#include "base/ip.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/format.h"
#include "schema/records.h"
#include "schema/version1_parts.h"

bool version1_append(struct hcn_call *c, void *list, size_t *count, const void *item)
{
    void *place = item ? call_append(c, list, count, sizeof item) : NULL;

    if (place)
        memcpy(place, &item, sizeof item);
    return place != NULL;
}

/* The next item of a text with commas, without the blanks around it. */
static const char *next_item(const char **at, size_t *length)
{
    const char *item = *at + strspn(*at, " ");

    *length = strcspn(item, ",");
    *at = item + *length + (item[*length] == ',');
    while (*length && item[*length - 1] == ' ')
        --*length;
    return item;
}

bool version1_split(struct hcn_call *c, const char *text, void *list, size_t *count)
{
    const char *item;
    size_t length;

    while (!text_empty(text)) {
        item = next_item(&text, &length);
        if (length && !version1_append(c, list, count, call_text(c, item, length)))
            return false;
    }
    return true;
}

bool version1_join(struct hcn_call *c, const char *const *texts, size_t count, const char **out)
{
    struct buffer all = { .call = c };

    *out = NULL;
    for (size_t i = 0; i < count; i++)
        buffer_format(&all, "%s%s", i ? "," : "", texts[i]);
    if (count)
        *out = buffer_end(&all);
    return !count || *out;
}

/* ---- DNS ----------------------------------------------------------------------------------- */

static bool are_servers(const char *text)
{
    char item[IP_TEXT];
    const char *at;
    struct ip ip;
    size_t length;

    while (*text) {
        at = next_item(&text, &length);
        if (length >= sizeof item)
            return false;
        memcpy(item, at, length);
        item[length] = '\0';
        if (length && !ip_parse(item, &ip))
            return false;
    }
    return true;
}

const struct format version1_servers_format = { "IP addresses with commas between them",
                                                are_servers, HCN_E_INVALID_IP, NULL };

bool version1_dns_fold(struct hcn_call *c, const struct version1_dns *from, struct hcn_dns **to)
{
    struct hcn_dns *dns;

    if (text_empty(from->domain) && text_empty(from->suffix) && text_empty(from->server_list))
        return true;
    dns = document_new(c, &dns_record);
    if (!dns)
        return false;
    dns->domain = from->domain;
    *to = dns;
    return version1_split(c, from->suffix, &dns->search.at, &dns->search.count) &&
           version1_split(c, from->server_list, &dns->server_list.at, &dns->server_list.count);
}

bool version1_dns_unfold(struct hcn_call *c, const struct hcn_dns *from, struct version1_dns *to)
{
    if (!from)
        return true;
    to->domain = from->domain;
    return version1_join(c, from->search.at, from->search.count, &to->suffix) &&
           version1_join(c, from->server_list.at, from->server_list.count, &to->server_list);
}

/* ---- gateways ------------------------------------------------------------------------------ */

bool version1_gateway_fold(struct hcn_call *c, const char *gateway, struct version1_routes *routes)
{
    struct version1_routes all = { 0 };
    struct hcn_ip_route *route;

    if (text_empty(gateway))
        return true;
    route = document_new(c, &ip_route_record);
    if (!version1_append(c, &all.at, &all.count, route))
        return false;
    route->next_hop = gateway;
    route->destination_prefix = strchr(gateway, ':') ? "::/0" : "0.0.0.0/0";
    for (size_t i = 0; i < routes->count; i++)
        if (!version1_append(c, &all.at, &all.count, routes->at[i]))
            return false;
    *routes = all;
    return true;
}

static bool is_default(const struct hcn_ip_route *r, bool six)
{
    return !text_empty(r->next_hop) && six == (strchr(r->next_hop, ':') != NULL) &&
           destination_is_default(r->destination_prefix);
}

const char *version1_gateway_unfold(struct version1_routes *routes, bool six)
{
    const char *gateway;
    size_t i = 0;

    while (i < routes->count && !is_default(routes->at[i], six))
        i++;
    if (i == routes->count)
        return NULL;
    gateway = routes->at[i]->next_hop;
    routes->count--;
    memmove(routes->at + i, routes->at + i + 1, (routes->count - i) * sizeof *routes->at);
    return gateway;
}

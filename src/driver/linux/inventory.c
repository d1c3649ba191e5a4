/* inventory.c - everything on the machine that is marked as ours. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "driver/linux/link.h"
#include "driver/linux/look.h"
#include "driver/linux/netns.h"
#include "driver/linux/ruleset.h"
#include "driver/linux/tag.h"

struct listing {
    struct hcn_call *call;
    const struct linux_driver *driver;
    struct texts *out;
    struct texts tags; /* of elements, one entry each */
};

static bool keep(struct listing *l, struct texts *list, const char *text)
{
    const char **place = text ? call_append(l->call, &list->at, &list->count, sizeof *place) : NULL;

    if (place)
        *place = text;
    return place != NULL;
}

/* What an older version made may be any store's. */
static bool is_of_store(const struct listing *l, const char *text)
{
    struct maker by;

    return tag_bare(text, &by) == text || by.store == l->driver->driver.maker.store;
}

/* ---- links and namespaces --------------------------------------------------------------- */

static bool see_link(void *context, const struct nlmsghdr *m)
{
    struct listing *l = context;
    struct maker by;
    struct link link;

    link_parse(m, &link);
    if (link_tag(&link) && !is_of_store(l, link_tag(&link)))
        return true;
    if (link.group != OUR_GROUP && !(tag_group_is_ours(l->driver, link.group) && !*link.alias))
        return true;
    return keep(l, l->out,
                call_format(l->call, "%s %s %s", !strcmp(link.kind, "bridge") ? "bridge" : "port",
                            link.name, link_tag(&link) ? tag_bare(link_tag(&link), &by) : "?"));
}

static bool list_links(struct listing *l, struct nl_socket *s)
{
    static const struct ifinfomsg none;
    struct nl_batch b = { .call = l->call };

    nl_begin(&b, "links", NL_TYPE(RTM_GETLINK, NLM_F_DUMP), &none, sizeof none);
    return nl_ask(s, &b, see_link, l);
}

static bool keep_namespace(struct listing *l, const char *name)
{
    const char *path = call_format(l->call, "/run/netns/%s", name);
    bool other = false;

    return path && netns_is_other(l->call, l->driver, path, &other) &&
           (other || keep(l, l->out, call_format(l->call, "namespace %s ns:%s", path, name + 4)));
}

static bool list_namespaces(struct listing *l)
{
    DIR *all = opendir("/run/netns");
    bool done = true;

    for (struct dirent *e; done && all && (e = readdir(all));)
        done = strncmp(e->d_name, "hcn-", 4) || keep_namespace(l, e->d_name);
    if (all)
        closedir(all);
    return done;
}

/* ---- elements --------------------------------------------------------------------------- */

static void see_tag(void *context, const char *tag)
{
    struct listing *l = context;
    struct maker by;

    if (tag && is_of_store(l, tag))
        (void)keep(l, &l->tags, call_format(l->call, "%s", tag_bare(tag, &by)));
}

static bool see_elements(void *context, const struct nlmsghdr *m)
{
    nft_each_tag(m, see_tag, context);
    return true;
}

/* A set that is not there has no elements. */
static bool list_elements(struct listing *l, struct nl_socket *s, const struct ruleset_set *set)
{
    struct nl_batch b = { .call = l->call };
    struct nl_refusal r;

    nft_put_list(&b, set->family, set->name);
    if (!nl_exchange(s, &b, see_elements, l, &r))
        return false;
    return !r.error || r.error == ENOENT || nl_fail(l->call, &r);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(struct texts *list)
{
    if (list->count)
        qsort(list->at, list->count, sizeof *list->at, by_text);
}

/* A line for each tag, with the number of its elements. */
static bool count_tags(struct listing *l)
{
    const struct texts *tags = &l->tags;
    size_t next;

    sort(&l->tags);
    for (size_t i = 0; i < tags->count; i = next) {
        for (next = i + 1; next < tags->count && !strcmp(tags->at[i], tags->at[next]);)
            next++;
        if (!keep(l, l->out, call_format(l->call, "rules %zu %s", next - i, tags->at[i])))
            return false;
    }
    return true;
}

static bool list_rules(struct listing *l, struct nl_socket *s)
{
    for (size_t i = 0; i < ruleset_set_count; i++)
        if (!list_elements(l, s, &ruleset_sets[i]))
            return false;
    return count_tags(l);
}

bool look_inventory(struct hcn_call *c, struct driver *d, struct texts *out)
{
    struct linux_driver *driver = (struct linux_driver *)d;
    struct listing l = { .call = c, .driver = driver, .out = out };
    struct nl_socket *filter;
    bool done;

    *out = (struct texts){ 0 };
    pthread_mutex_lock(&driver->lock);
    filter = filter_socket(c, driver);
    done =
        filter && list_links(&l, &driver->route) && list_namespaces(&l) && list_rules(&l, filter);
    pthread_mutex_unlock(&driver->lock);
    sort(out);
    return done;
}

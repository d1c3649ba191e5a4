/* choose.c - choosing a service by its spelling, or by the environment. */
#include <string.h>

#include "backend/backend.h"
#include "backend/default.h"
#include "base/os.h"
#include "base/text.h"

/* What follows the colon of a spelling. */
typedef bool opener(struct hcn_call *c, const char *rest, struct backend **out);

static bool refuse(struct hcn_call *c, const char *which)
{
    return fail(c, E_INVALIDARG,
                "expected a service: null:, local:DIR, local:DIR?driver=NAME or windows:, "
                "found \"%s\"",
                which);
}

static bool open_null(struct hcn_call *c, const char *rest, struct backend **out)
{
    if (*rest)
        return fail(c, E_INVALIDARG, "null: takes nothing after it, found \"%s\"", rest);
    return backend_local_open(c, NULL, "null", out);
}

static bool open_windows(struct hcn_call *c, const char *rest, struct backend **out)
{
    if (*rest)
        return fail(c, E_INVALIDARG, "windows: takes nothing after it, found \"%s\"", rest);
    return backend_windows_open(c, out);
}

/* The environment names the driver where the spelling does not. */
static bool open_with(struct hcn_call *c, const char *directory, const char *driver,
                      const char *where, struct backend **out)
{
    if (text_empty(driver))
        return backend_local_open(c, directory, NULL, out);
    if (backend_local_open(c, directory, driver, out))
        return true;
    fail_at(c, "%s", where);
    return false;
}

static bool open_local(struct hcn_call *c, const char *rest, struct backend **out)
{
    static const char option[] = "driver=";
    const char *mark = strchr(rest, '?');
    const char *driver = mark ? mark + 1 : NULL;
    const char *directory = call_text(c, rest, mark ? (size_t)(mark - rest) : strlen(rest));

    if (!directory)
        return false;
    if (!*directory)
        return fail(c, E_INVALIDARG, "expected a directory after local:");
    if (!driver)
        return open_with(c, directory, os_env(c, "HCN_DRIVER"), "driver of HCN_DRIVER", out);
    if (strncmp(driver, option, sizeof option - 1) != 0)
        return fail(c, E_INVALIDARG, "expected ?driver=NAME after local:%s, found \"%s\"",
                    directory, mark);
    return backend_local_open(c, directory, driver + sizeof option - 1, out);
}

static const struct {
    const char *prefix;
    opener *open;
} spellings[] = {
    { "null:", open_null },
    { "local:", open_local },
    { "windows:", open_windows },
};

static bool open_spelt(struct hcn_call *c, const char *which, struct backend **out)
{
    for (size_t i = 0; i < COUNT(spellings); i++) {
        const size_t length = strlen(spellings[i].prefix);

        if (strncmp(which, spellings[i].prefix, length) == 0)
            return spellings[i].open(c, which + length, out);
    }
    return refuse(c, which);
}

/* The environment says where the state is and which driver there is to be; both may be silent. */
bool backend_choose_engine(struct hcn_call *c, struct backend **out)
{
    const char *state = os_env(c, "HCN_STATE");
    const char *driver = os_env(c, "HCN_DRIVER");
    const char *directory = text_empty(state) ? default_directory(c) : state;

    *out = NULL;
    if (!directory)
        return false;
    if (!text_empty(driver))
        return open_with(c, directory, driver, "service of HCN_STATE and HCN_DRIVER", out);
    if (backend_local_open(c, directory, NULL, out))
        return true;
    if (!text_empty(state))
        fail_at(c, "service of HCN_STATE");
    return false;
}

static bool is_chosen(struct hcn_call *c)
{
    return !text_empty(os_env(c, "HCN_STATE")) || !text_empty(os_env(c, "HCN_DRIVER"));
}

bool backend_choose(struct hcn_call *c, const char *which, struct backend **out)
{
    if (!text_empty(which))
        return open_spelt(c, which, out);
    return is_chosen(c) ? backend_choose_engine(c, out) : open_spelt(c, default_service, out);
}

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
        return open_with(c, directory, os_env("HCN_DRIVER"), "driver of HCN_DRIVER", out);
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
static bool open_default(struct hcn_call *c, struct backend **out)
{
    const char *state = os_env("HCN_STATE");
    const char *driver = os_env("HCN_DRIVER");

    if (text_empty(state) && text_empty(driver))
        return open_spelt(c, default_service, out);
    if (!text_empty(driver))
        return open_with(c, text_empty(state) ? default_directory : state, driver,
                         "service of HCN_STATE and HCN_DRIVER", out);
    if (backend_local_open(c, state, NULL, out))
        return true;
    fail_at(c, "service of HCN_STATE");
    return false;
}

bool backend_choose(struct hcn_call *c, const char *which, struct backend **out)
{
    return text_empty(which) ? open_default(c, out) : open_spelt(c, which, out);
}

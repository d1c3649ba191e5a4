/* default_windows.c - Windows has the service itself; the engine is for tests of those who use it.
 */
#include "backend/default.h"

#include "base/os.h"
#include "base/text.h"

const char default_service[] = "windows:";
const char default_driver[] = "null";

const char *default_directory(struct hcn_call *c)
{
    const char *data = os_env(c, "ProgramData");

    if (!text_empty(data))
        return call_format(c, "%s\\hcn", data);
    fail(c, E_INVALIDARG,
         "expected a directory for the state in HCN_STATE, for there is no ProgramData");
    return NULL;
}

/* service.c - services, opened and closed. */
#include "base/memory.h"
#include "base/os.h"
#include "client/handle.h"

struct hcn_service *hcn_service_open(struct hcn_call *call, const char *which)
{
    struct backend *backend = NULL;

    if (!call_ready(call))
        return NULL;
    return backend_choose(call, which, &backend) ? service_over(call, backend) : NULL;
}

void hcn_service_close(struct hcn_service *service)
{
    if (!service)
        return;
    if (service->process == os_process()) /* what belongs to the parent is the parent's to close */
        service->backend->kind->close(service->backend);
    memory_free(service);
}

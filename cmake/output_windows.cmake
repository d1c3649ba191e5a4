# Programs lie beside the DLLs that they need. Built elsewhere, they run under Wine, in a prefix of this
# tree's own.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(HCN_WINE_PREFIX "${PROJECT_SOURCE_DIR}/build/wine")
if(CMAKE_CROSSCOMPILING)
    set(CMAKE_CROSSCOMPILING_EMULATOR env "HCN_WINE_PREFIX=${HCN_WINE_PREFIX}"
                                      "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/hcn-wine")
endif()

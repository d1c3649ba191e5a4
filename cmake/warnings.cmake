# How every source of the project is compiled.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes
                    -Wvla -Wundef -Wwrite-strings)
add_compile_options(-fno-lto) # libhcn.a is joined of real objects (src/CMakeLists.txt)
if(NOT HCN_ENGINE) # who leaves the engine out wants a small library
    add_compile_options($<$<CONFIG:Release>:-Os>)
endif()
add_compile_definitions(_POSIX_C_SOURCE=200809L)
if(HCN_WERROR)
    add_compile_options(-Werror)
endif()
if(HCN_FAULTS)
    add_compile_definitions(HCN_FAULTS=1)
endif()
if(HCN_SANITIZE)
    add_compile_options(-fsanitize=${HCN_SANITIZE} -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${HCN_SANITIZE})
endif()
if(HCN_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()

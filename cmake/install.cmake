# What `cmake --install` lays down: libraries, headers, hcn.pc, the CMake package, the manual.
include(CMakePackageConfigHelpers)

set(package "${CMAKE_INSTALL_LIBDIR}/cmake/hcn")
set(HCN_PRIVATE_REQUIRES "")
set(HCN_PRIVATE_LIBS -pthread)
if(WIN32)
    set(HCN_PRIVATE_LIBS "-ladvapi32 -liphlpapi -lole32")
elseif(HCN_ENGINE)
    list(APPEND HCN_PRIVATE_REQUIRES libmnl sqlite3)
endif()
if(YYJSON_FOUND)
    list(APPEND HCN_PRIVATE_REQUIRES yyjson)
endif()
list(JOIN HCN_PRIVATE_REQUIRES " " HCN_PRIVATE_REQUIRES)
set(HCN_PC_DEPTH "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
string(REGEX REPLACE "[^/]+" ".." HCN_PC_DEPTH "${HCN_PC_DEPTH}")

configure_file(cmake/hcn.pc.in hcn.pc @ONLY)
configure_file(cmake/computenetwork.pc.in computenetwork.pc @ONLY)
configure_file(cmake/vmcompute.pc.in vmcompute.pc @ONLY)
configure_package_config_file(cmake/hcn-config.cmake.in hcn-config.cmake
                              INSTALL_DESTINATION "${package}")
write_basic_package_version_file(hcn-config-version.cmake COMPATIBILITY SameMinorVersion)

set(libraries hcn)
if(HCN_ENGINE)
    list(APPEND libraries computenetwork vmcompute)
endif()
install(TARGETS ${libraries} EXPORT hcn-targets LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
# The raw ABI: on Windows the SDK has it.
set(abi_header PATTERN computenetwork.h EXCLUDE PATTERN vmcompute.h EXCLUDE)
if(HCN_ENGINE AND NOT WIN32)
    set(abi_header)
    install(FILES "${CMAKE_CURRENT_BINARY_DIR}/computenetwork.pc" "${CMAKE_CURRENT_BINARY_DIR}/vmcompute.pc"
            DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endif()
install(EXPORT hcn-targets NAMESPACE hcn:: DESTINATION "${package}")
install(FILES $<TARGET_FILE:hcn-static> DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY include/hcn DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" 
        FILES_MATCHING PATTERN "*.h" ${abi_header})
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/hcn.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/hcn-config.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/hcn-config-version.cmake" DESTINATION "${package}")

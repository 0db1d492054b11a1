# cmake --install, and a Debian package by CPack: see scripts/package.

include(GNUInstallDirs)

set(DOSSIER_MANUAL ${CMAKE_BINARY_DIR}/manual)
add_custom_command(
  OUTPUT ${DOSSIER_MANUAL}/dossier.1 ${DOSSIER_MANUAL}/dossier.bash
  COMMAND ${CMAKE_CURRENT_LIST_DIR}/manual $<TARGET_FILE:dossier> ${DOSSIER_MANUAL}
  DEPENDS dossier ${CMAKE_CURRENT_LIST_DIR}/manual VERBATIM)
add_custom_target(manual ALL DEPENDS ${DOSSIER_MANUAL}/dossier.1)

configure_file(${CMAKE_CURRENT_LIST_DIR}/dossier.service.in
               ${CMAKE_BINARY_DIR}/packaging/dossier.service @ONLY)
configure_file(${CMAKE_CURRENT_LIST_DIR}/conffiles.in ${CMAKE_BINARY_DIR}/packaging/conffiles @ONLY)

install(TARGETS dossier RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${DOSSIER_MANUAL}/dossier.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${DOSSIER_MANUAL}/dossier.bash RENAME dossier
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${CMAKE_BINARY_DIR}/packaging/dossier.service
              ${CMAKE_CURRENT_LIST_DIR}/dossier.timer DESTINATION lib/systemd/system)
install(FILES feeds.yaml DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/dossier)
install(FILES README.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs FILES_MATCHING PATTERN "*.md")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dossier)
set(CPACK_PACKAGE_CONTACT "The Dossier authors <dossier@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Reads feeds, keeps who claims what, publishes versioned dossiers")
set(CPACK_PACKAGE_DESCRIPTION
    "From cron or a timer, it crawls feeds and articles, picks out who claims what about which model, and publishes dossiers in which every sentence can be proved from stored bytes.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_BINARY_DIR}/packaging/conffiles)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
include(CPack)

/* A day typed in another way than the field shows it stays as it was typed: the server reads it, or says that it can't.
   The picker would put today's date in its place when the field is left; here it only closes. */
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
jQuery(document).on("focusout", "input", (event) => {
  jQuery(event.target).data("xdsoft_datetimepicker")?.trigger("close.xdsoft");
});

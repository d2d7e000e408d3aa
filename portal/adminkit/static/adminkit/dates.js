/* A day typed in another way than the field shows it stays as it was typed: the server reads it, or says that it can't.
   The picker would put today's date in its place when the field is left; here it only closes. It opens a tenth of a
   second after its field is entered, so whoever has gone on by then has it closed once more. */
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
jQuery(document).on("focusout", "input", ({ target }) => {
  const picker = jQuery(target).data("xdsoft_datetimepicker");
  const close = () => document.activeElement !== target && picker.trigger("close.xdsoft");
  if (picker) [0, 150].forEach((wait) => setTimeout(close, wait));
});

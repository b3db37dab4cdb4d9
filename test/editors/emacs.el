;;; emacs.el --- drives the language server from Emacs with Eglot, without a screen  -*- lexical-binding: t -*-
;; Opens the note named in CASENOTES_NOTE, waits for its diagnostics (Flymake), asks for hover and code actions on
;; CASENOTES_LINE (from 0), and prints all three as JSON after the word RESULT.

(require 'package)
(package-initialize)
(require 'eglot)
(require 'json)

(define-derived-mode casenotes-test-mode text-mode "Casenotes")
(setq eglot-sync-connect 30
      eglot-connect-timeout 30
      eglot-autoshutdown nil)
(add-to-list 'eglot-server-programs
             `(casenotes-test-mode . (,(getenv "CASENOTES_NODE") ,(getenv "CASENOTES_SERVER") "--stdio"
                                      :initializationOptions (:today ,(getenv "CASENOTES_TODAY")))))
(setq project-find-functions (list (lambda (dir) (cons 'transient dir))))

(defun casenotes-test-result (result)
  (princ (concat "RESULT " (json-encode result) "\n"))
  (kill-emacs 0))

(find-file (getenv "CASENOTES_NOTE"))
(casenotes-test-mode)
(apply #'eglot--connect (eglot--guess-contact))
(eglot--maybe-activate-editing-mode)
(flymake-mode 1)

(let ((deadline (+ (float-time) 30)))
  (while (and (null (flymake-diagnostics)) (< (float-time) deadline))
    (flymake-start)
    (accept-process-output nil 0.1)))

(let* ((server (eglot-current-server))
       (line (string-to-number (getenv "CASENOTES_LINE")))
       (document (eglot--TextDocumentIdentifier))
       (hover (jsonrpc-request server :textDocument/hover
                               `(:textDocument ,document :position (:line ,line :character 45))))
       (actions (jsonrpc-request server :textDocument/codeAction
                                 `(:textDocument ,document
                                   :range (:start (:line ,line :character 0) :end (:line ,line :character 60))
                                   :context (:diagnostics [])))))
  (casenotes-test-result
   `((diagnostics . ,(vconcat (mapcar (lambda (d) (format "%s" (flymake-diagnostic-text d))) (flymake-diagnostics))))
     (hover . ,(or (plist-get (plist-get hover :contents) :value) ""))
     (actions . ,(vconcat (mapcar (lambda (a) (plist-get a :title)) actions))))))
